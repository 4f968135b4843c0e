// Takes the README's screenshots from the running page: make screenshots
import config from "./playwright.config.mjs";

export default { ...config, testDir: "screenshots", use: { ...config.use, trace: "off" } };
