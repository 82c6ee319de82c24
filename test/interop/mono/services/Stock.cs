using System;
using System.Data;
using System.IO;
using System.Web.Services;
using System.Xml;
using System.Xml.Schema;
using System.Xml.Serialization;

namespace Echo
{
    /// A typed DataSet, which behaves as those do that Visual Studio generates.
    [XmlSchemaProvider("GetTypedDataSetSchema")]
    public class Stock : DataSet
    {
        public const string Uri = "http://stock.example/Stock.xsd";
        public override SchemaSerializationMode SchemaSerializationMode { get; set; }

        public Stock()
        {
            SchemaSerializationMode = SchemaSerializationMode.IncludeSchema;
            DataSetName = "Stock";
            Namespace = Uri;
            var shelves = new ShelfDataTable();
            var items = new DataTable("Item", Uri);
            items.Columns.Add("Shelf", typeof(int));
            items.Columns.Add("Sku", typeof(string)).AllowDBNull = false;
            items.Columns.Add("Price", typeof(decimal));
            items.Columns.Add("Sold", typeof(long));
            items.Columns.Add("Code", typeof(Guid));
            items.Columns.Add("Place", typeof(int)).ColumnMapping = MappingType.Attribute;
            Tables.Add(shelves);
            Tables.Add(items);
            Relations.Add("Holds", shelves.Columns["Id"], items.Columns["Shelf"]).Nested = true;
        }

        public static XmlSchemaComplexType GetTypedDataSetSchema(XmlSchemaSet schemas)
        {
            AddSchema(schemas);
            var sequence = new XmlSchemaSequence();
            sequence.Items.Add(new XmlSchemaAny { Namespace = Uri });
            return new XmlSchemaComplexType { Particle = sequence };
        }

        public static void AddSchema(XmlSchemaSet schemas)
        {
            if (schemas.Contains(Uri)) return;
            var stream = new MemoryStream();
            new Stock().WriteXmlSchema(stream);
            stream.Position = 0;
            schemas.Add(XmlSchema.Read(stream, null));
        }

        protected override void ReadXmlSerializable(XmlReader reader)
        {
            if (DetermineSchemaSerializationMode(reader) == SchemaSerializationMode.ExcludeSchema)
            {
                ReadXml(reader);
                return;
            }
            Reset();
            var set = new DataSet();
            set.ReadXml(reader);
            DataSetName = set.DataSetName;
            Namespace = set.Namespace;
            Merge(set, false, MissingSchemaAction.Add);
        }
    }

    /// A DataTable of it.
    [XmlSchemaProvider("GetTypedTableSchema")]
    public class ShelfDataTable : DataTable
    {
        public ShelfDataTable() : base("Shelf", Stock.Uri)
        {
            Columns.Add("Id", typeof(int)).AllowDBNull = false;
            Columns.Add("Full Name", typeof(string));
            Columns.Add("Since", typeof(DateTime));
            PrimaryKey = new[] { Columns["Id"] };
        }

        public static XmlSchemaComplexType GetTypedTableSchema(XmlSchemaSet schemas)
        {
            Stock.AddSchema(schemas);
            var sequence = new XmlSchemaSequence();
            sequence.Items.Add(new XmlSchemaAny
            {
                Namespace = XmlSchema.Namespace,
                MinOccurs = 0,
                MaxOccurs = decimal.MaxValue,
                ProcessContents = XmlSchemaContentProcessing.Lax
            });
            sequence.Items.Add(new XmlSchemaAny
            {
                Namespace = "urn:schemas-microsoft-com:xml-diffgram-v1",
                MinOccurs = 1,
                ProcessContents = XmlSchemaContentProcessing.Lax
            });
            var type = new XmlSchemaComplexType { Particle = sequence };
            type.Attributes.Add(new XmlSchemaAttribute { Name = "namespace", FixedValue = Stock.Uri });
            type.Attributes.Add(new XmlSchemaAttribute { Name = "tableTypeName", FixedValue = "ShelfDataTable" });
            return type;
        }
    }

    /// Services with a typed DataSet.
    [WebService(Namespace = "http://stock.example/")]
    public class StockService : WebService
    {
        /// Rows of each state, with their schema or without.
        [WebMethod]
        public Stock GetStock(bool excludeSchema)
        {
            var set = new Stock();
            if (excludeSchema) set.SchemaSerializationMode = SchemaSerializationMode.ExcludeSchema;
            var shelves = set.Tables["Shelf"];
            var items = set.Tables["Item"];
            shelves.Rows.Add(1, "Tea & co", new DateTime(2024, 2, 29, 12, 30, 0, DateTimeKind.Unspecified));
            shelves.Rows.Add(2, null, null);
            shelves.Rows.Add(3, "old", null);
            items.Rows.Add(1, "A-1", 9.95m, 9007199254740993L, new Guid("00112233-4455-6677-8899-aabbccddeeff"), 7);
            items.Rows.Add(1, "A-2", null, null, null, null);
            set.AcceptChanges();
            items.Rows[1]["Price"] = 1.5m;
            shelves.Rows[2].Delete();
            items.Rows.Add(2, "B-1", 0m, -1L, null, null);
            return set;
        }

        /// The rows as the server reads them: their states, and what the relation leads to.
        [WebMethod]
        public string PutStock(Stock stock)
        {
            var text = "";
            foreach (DataTable table in new[] { stock.Tables["Shelf"], stock.Tables["Item"] })
                foreach (DataRow row in table.Rows)
                {
                    var version = row.RowState == DataRowState.Deleted ? DataRowVersion.Original : DataRowVersion.Current;
                    text += row.RowState + " " + row[table.TableName == "Shelf" ? "Id" : "Sku", version] + ";";
                }
            if (stock.Relations.Contains("Holds"))
                foreach (DataRow shelf in stock.Tables["Shelf"].Rows)
                    if (shelf.RowState != DataRowState.Deleted) text += shelf["Id"] + ":" + shelf.GetChildRows("Holds").Length + ";";
            return text;
        }

        [WebMethod]
        public ShelfDataTable GetShelves()
        {
            var table = new ShelfDataTable();
            table.Rows.Add(1, "Tea", null);
            return table;
        }
    }
}
