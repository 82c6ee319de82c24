using System;
using System.Data;
using System.Web.Services;

namespace Echo
{
    /// DataSets and DataTables, whose rows travel with their schema.
    [WebService(Namespace = "http://tables.example/")]
    public class Tables : WebService
    {
        /// Two tables and a relation, nested or not.
        [WebMethod]
        public DataSet Library(bool nested)
        {
            var set = new DataSet("Library") { Namespace = nested ? "urn:library" : "" };
            var authors = set.Tables.Add("Author");
            authors.Columns.Add("Id", typeof(int));
            authors.Columns.Add("Full Name", typeof(string));
            authors.Columns.Add("Born", typeof(DateTime));
            authors.PrimaryKey = new[] { authors.Columns["Id"] };
            var books = set.Tables.Add("Book");
            books.Columns.Add("Isbn", typeof(string));
            books.Columns.Add("AuthorId", typeof(int));
            books.Columns.Add("Price", typeof(decimal));
            books.Columns.Add("Sold", typeof(long));
            books.Columns.Add("Cover", typeof(byte[]));
            books.Columns.Add("InPrint", typeof(bool));
            books.Columns.Add("Weight", typeof(double));
            books.Columns.Add("Code", typeof(Guid));
            var place = books.Columns.Add("Place", typeof(int));
            place.ColumnMapping = MappingType.Attribute;
            books.Columns.Add("Secret", typeof(int)).ColumnMapping = MappingType.Hidden;
            set.Relations.Add("Wrote", authors.Columns["Id"], books.Columns["AuthorId"]).Nested = nested;
            authors.Rows.Add(1, "Ada & Co", new DateTime(1815, 12, 10, 0, 0, 0, DateTimeKind.Utc));
            authors.Rows.Add(2, null, null);
            books.Rows.Add("a", 1, 12.50m, 9007199254740993L, new byte[] { 1, 2, 255 }, true, 0.5, new Guid("00112233-4455-6677-8899-aabbccddeeff"), 7, 3);
            books.Rows.Add("b", 1, null, null, null, false, double.PositiveInfinity, null, null, null);
            books.Rows.Add("c", 2, 0m, -1L, new byte[0], null, null, null, 9, null);
            return set;
        }

        /// A row of each state: unchanged, added, modified, deleted.
        [WebMethod]
        public DataSet Changes()
        {
            var set = new DataSet("Changed");
            var table = set.Tables.Add("Row");
            table.Columns.Add("Id", typeof(int));
            table.Columns.Add("Name", typeof(string));
            for (var id = 1; id <= 3; id++) table.Rows.Add(id, "old " + id);
            table.AcceptChanges();
            table.Rows[1]["Name"] = "new 2";
            table.Rows[2].Delete();
            table.Rows.Add(4, "added 4");
            return set;
        }

        /// The states of rows as the server reads them.
        [WebMethod]
        public string States(DataSet value)
        {
            var text = "";
            foreach (DataRow row in value.Tables["Row"].Rows)
            {
                var version = row.RowState == DataRowState.Deleted ? DataRowVersion.Original : DataRowVersion.Current;
                var before = row.HasVersion(DataRowVersion.Original) ? row["Name", DataRowVersion.Original] : "";
                text += row.RowState + " " + row["Id", version] + " " + row["Name", version] + " " + before + ";";
            }
            return text;
        }

        [WebMethod]
        public DataTable One(string @namespace)
        {
            var table = new DataTable("One", @namespace);
            table.Columns.Add("When", typeof(DateTime));
            table.Columns.Add("Much", typeof(decimal));
            table.Rows.Add(new DateTime(2024, 2, 29, 12, 30, 0, DateTimeKind.Unspecified), 1.10m);
            return table;
        }

        [WebMethod] public DataSet Echo(DataSet value) { return value; }

        /// The sum of a column over the rows that a relation leads to.
        [WebMethod]
        public string Children(DataSet value)
        {
            var text = "";
            foreach (DataRow author in value.Tables["Author"].Rows)
                foreach (DataRow book in author.GetChildRows(value.Relations["Wrote"])) text += author["Id"] + ":" + book["Isbn"] + ";";
            return text;
        }
    }
}
