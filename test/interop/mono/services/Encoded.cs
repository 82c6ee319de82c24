using System;
using System.Web.Services;
using System.Web.Services.Protocols;
using System.Xml.Serialization;

namespace Echo.InSoapEncoding
{
    /// Messages in SOAP encoding (SOAP 1.1, section 5). Each operation gives what it is given.
    [WebService(Namespace = "http://encoded.example/")]
    [SoapRpcService]
    public class Encoded : WebService
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
        [WebMethod] public string String(string value) { return value; }
        [WebMethod] public DateTime DateTime(DateTime value) { return value; }
        [WebMethod] public Guid Guid(Guid value) { return value; }
        [WebMethod] public char Char(char value) { return value; }
        [WebMethod] public byte[] Bytes(byte[] value) { return value; }
        [WebMethod] public Grade Grade(Grade value) { return value; }
        [WebMethod] public int[] Int32s(int[] value) { return value; }
        [WebMethod] public string[] Strings(string[] value) { return value; }
        [WebMethod] public Person Struct(Person value) { return value; }
        [WebMethod] public Person[] Structs(Person[] value) { return value; }
        [WebMethod] public Figure Inherited(Figure value) { return value; }
        [WebMethod] public Figure[] InheritedList(Figure[] value) { return value; }
        [WebMethod] public Knot Graph(Knot value) { return value; }
        [WebMethod] public void Nothing() { }

        public Mark Shared;

        [WebMethod] [SoapHeader("Shared", Direction = SoapHeaderDirection.InOut)]
        public int Marked(int number)
        {
            if (Shared != null) Shared.Count = unchecked(Shared.Count + 1);
            return number;
        }

        [WebMethod]
        public string References(ref int number, ref Person person, out string copy, string text)
        {
            copy = text;
            return text;
        }

        /// True if both are one person, which only references can say.
        [WebMethod] public bool Same(Person one, Person other) { return one != null && ReferenceEquals(one, other); }

        public Pair Both;

        /// The same of the persons in a header block.
        [WebMethod] [SoapHeader("Both", Direction = SoapHeaderDirection.InOut)]
        public bool Paired() { return Both != null && Both.One != null && ReferenceEquals(Both.One, Both.Other); }

        /// A ring of so many knots.
        [WebMethod]
        public Knot Ring(int length)
        {
            var first = new Knot { Label = "1" };
            var last = first;
            for (var number = 2; number <= length; number++) last = last.Next = new Knot { Label = number.ToString() };
            last.Next = first;
            return first;
        }
    }

    public enum Grade
    {
        Good,
        [SoapEnum("not-so-good")] Bad,
    }

    public class Person
    {
        public string Name;
        public int Age;
        public Person Friend;
        public string[] Names;
        public Grade Grade;
    }

    [SoapInclude(typeof(Circle)), SoapInclude(typeof(Square))]
    public abstract class Figure
    {
        public string Label;
    }

    public class Circle : Figure
    {
        public double Radius;
    }

    public class Square : Figure
    {
        public int Side;
    }

    public class Mark : SoapHeader
    {
        public string Key;
        public long Count;
    }

    public class Pair : SoapHeader
    {
        public Person One;
        public Person Other;
    }

    public class Knot
    {
        public string Label;
        public Knot Next;
    }
}
