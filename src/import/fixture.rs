//! A workbook with a cell whose text is a guess.

/// A workbook of Excel 2003 with one such cell: December 2026 in the format that Excel gives to
/// typed `12/2026` by itself.
pub(crate) const AUTOCONVERTED_MONTH: &str = r#"<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
          xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="month"><NumberFormat ss:Format="mmm\-yy"/></Style></Styles>
 <Worksheet ss:Name="PL"><Table>
  <Row><Cell><Data ss:Type="String">STT</Data></Cell>
   <Cell><Data ss:Type="String">Nhiệm vụ</Data></Cell>
   <Cell><Data ss:Type="String">Cơ quan chủ trì</Data></Cell>
   <Cell><Data ss:Type="String">Thời gian</Data></Cell></Row>
  <Row><Cell><Data ss:Type="String">1</Data></Cell>
   <Cell><Data ss:Type="String">Ban hành kế hoạch</Data></Cell>
   <Cell><Data ss:Type="String">Sở Nội vụ</Data></Cell>
   <Cell ss:StyleID="month"><Data ss:Type="DateTime">2026-12-01T00:00:00.000</Data></Cell></Row>
 </Table></Worksheet>
</Workbook>"#;
