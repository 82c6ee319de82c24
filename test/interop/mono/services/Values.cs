using System;
using System.Web.Services;
using System.Xml;
using System.Xml.Serialization;

namespace Echo
{
    /// Simple values. Each operation gives what it is given.
    [WebService(Namespace = "http://values.example/")]
    public class Values : WebService
    {
        [WebMethod] public bool Boolean(bool value) { return value; }
        [WebMethod] public sbyte SByte(sbyte value) { return value; }
        [WebMethod] public byte Byte(byte value) { return value; }
        [WebMethod] public short Int16(short value) { return value; }
        [WebMethod] public ushort UInt16(ushort value) { return value; }
        [WebMethod] public int Int32(int value) { return value; }
        [WebMethod] public uint UInt32(uint value) { return value; }
        [WebMethod] public long Int64(long value) { return value; }
        [WebMethod] public ulong UInt64(ulong value) { return value; }
        [WebMethod] public float Single(float value) { return value; }
        [WebMethod] public double Double(double value) { return value; }
        [WebMethod] public decimal Decimal(decimal value) { return value; }
        [WebMethod] public char Char(char value) { return value; }
        [WebMethod] public string String(string value) { return value; }
        [WebMethod] public DateTime DateTime(DateTime value) { return value; }
        [WebMethod] public Guid Guid(Guid value) { return value; }
        [WebMethod] public byte[] Bytes(byte[] value) { return value; }
        [WebMethod] public XmlQualifiedName QualifiedName(XmlQualifiedName value) { return value; }
        [WebMethod] public Color OneColor(Color value) { return value; }
        [WebMethod] public Access OneAccess(Access value) { return value; }

        [WebMethod] public bool[] Booleans(bool[] value) { return value; }
        [WebMethod] public short[] Int16s(short[] value) { return value; }
        [WebMethod] public int[] Int32s(int[] value) { return value; }
        [WebMethod] public long[] Int64s(long[] value) { return value; }
        [WebMethod] public double[] Doubles(double[] value) { return value; }
        [WebMethod] public decimal[] Decimals(decimal[] value) { return value; }
        [WebMethod] public char[] Chars(char[] value) { return value; }
        [WebMethod] public string[] Strings(string[] value) { return value; }
        [WebMethod] public DateTime[] DateTimes(DateTime[] value) { return value; }
        [WebMethod] public Guid[] Guids(Guid[] value) { return value; }
        [WebMethod] public byte[][] ByteArrays(byte[][] value) { return value; }
        [WebMethod] public Color[] Colors(Color[] value) { return value; }
        [WebMethod] public Access[] Accesses(Access[] value) { return value; }

        [WebMethod] public bool? NullableBoolean(bool? value) { return value; }
        [WebMethod] public int? NullableInt32(int? value) { return value; }
        [WebMethod] public long? NullableInt64(long? value) { return value; }
        [WebMethod] public double? NullableDouble(double? value) { return value; }
        [WebMethod] public decimal? NullableDecimal(decimal? value) { return value; }
        [WebMethod] public DateTime? NullableDateTime(DateTime? value) { return value; }
        [WebMethod] public Guid? NullableGuid(Guid? value) { return value; }
        [WebMethod] public Color? NullableColor(Color? value) { return value; }
        [WebMethod] public int?[] NullableInt32s(int?[] value) { return value; }

        [WebMethod] public Lexical ByName(Lexical value) { return value; }

        /// Parameters side by side.
        [WebMethod]
        public Said Together(string text, int number, bool yes, Color color, string[] texts, double ratio)
        {
            return new Said { Text = text, Number = number, Yes = yes, Color = color, Texts = texts, Ratio = ratio };
        }
    }

    public class Said
    {
        public string Text;
        public int Number;
        public bool Yes;
        public Color Color;
        public string[] Texts;
        public double Ratio;
    }

    public enum Color
    {
        Red,
        [XmlEnum("dark green")] DarkGreen,
        [XmlEnum("blue-1")] Blue,
    }

    [Flags]
    public enum Access
    {
        Read = 1,
        Write = 2,
        [XmlEnum("run-it")] Execute = 4,
    }

    /// The types of XML Schema that a member can ask for.
    public class Lexical
    {
        [XmlElement(DataType = "date")] public DateTime Date;
        [XmlElement(DataType = "time")] public DateTime Time;
        [XmlElement(DataType = "hexBinary")] public byte[] Hex;
        [XmlElement(DataType = "anyURI")] public string Uri;
        [XmlElement(DataType = "token")] public string Token;
        [XmlElement(DataType = "normalizedString")] public string Line;
        [XmlElement(DataType = "integer")] public string Integer;
        [XmlElement(DataType = "nonNegativeInteger")] public string Count;
        [XmlElement(DataType = "duration")] public string Duration;
        [XmlElement(DataType = "gYearMonth")] public string Month;
        [XmlElement(DataType = "NMTOKENS")] public string Tokens;
        [XmlElement(DataType = "language")] public string Language;
        [XmlElement(DataType = "NCName")] public string Name;
    }
}
