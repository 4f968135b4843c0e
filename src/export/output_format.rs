/// What a document can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// The official workbook.
    Xlsx,
    /// The same pages as a Word document.
    Docx,
    /// Tidy CSV and JSON tables with a Frictionless Data Package descriptor, as a ZIP file.
    Data,
    /// The same, with an apostrophe before the texts of the CSV tables that a spreadsheet takes for
    /// formulas.
    DataForSpreadsheets,
}

impl OutputFormat {
    pub const ALL: [OutputFormat; 4] = [
        OutputFormat::Xlsx,
        OutputFormat::Docx,
        OutputFormat::Data,
        OutputFormat::DataForSpreadsheets,
    ];

    /// A stable name, by which the page tells the writer what to write.
    pub fn key(self) -> &'static str {
        match self {
            OutputFormat::DataForSpreadsheets => "zip-apostrophe",
            other => other.extension(),
        }
    }

    pub fn from_key(key: &str) -> Option<OutputFormat> {
        OutputFormat::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The file name extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            OutputFormat::Xlsx => "xlsx",
            OutputFormat::Docx => "docx",
            OutputFormat::Data | OutputFormat::DataForSpreadsheets => "zip",
        }
    }

    /// Whether it is made of printed pages.
    pub fn has_pages(self) -> bool {
        matches!(self, OutputFormat::Xlsx | OutputFormat::Docx)
    }

    /// The format that a file name's extension asks for.
    pub fn of_name(name: &str) -> Option<OutputFormat> {
        let name = name.to_lowercase();
        let mut all = OutputFormat::ALL.into_iter();
        all.find(|it| name.ends_with(&format!(".{}", it.extension())))
    }
}
