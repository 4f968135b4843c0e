/// What a document can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// The official workbook.
    Xlsx,
    /// The same pages as a Word document.
    Docx,
    /// Tidy CSV and JSON tables with a Frictionless Data Package descriptor, as a ZIP file.
    Data,
}

impl OutputFormat {
    pub const ALL: [OutputFormat; 3] = [OutputFormat::Xlsx, OutputFormat::Docx, OutputFormat::Data];

    /// The file name extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            OutputFormat::Xlsx => "xlsx",
            OutputFormat::Docx => "docx",
            OutputFormat::Data => "zip",
        }
    }

    /// The format that a file name's extension asks for.
    pub fn of_name(name: &str) -> Option<OutputFormat> {
        let name = name.to_lowercase();
        let mut all = OutputFormat::ALL.into_iter();
        all.find(|it| name.ends_with(&format!(".{}", it.extension())))
    }
}
