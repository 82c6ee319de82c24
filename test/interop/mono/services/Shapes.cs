using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Data;
using System.Web.Services;
using System.Xml;
using System.Xml.Serialization;

namespace Echo
{
    /// Complex values. Each operation gives what it is given.
    [WebService(Namespace = "http://shapes.example/")]
    public class Shapes : WebService
    {
        [WebMethod] public Order Nested(Order value) { return value; }
        [WebMethod] public Order[] NestedList(Order[] value) { return value; }
        [WebMethod] public Animal Inherited(Animal value) { return value; }
        [WebMethod] public Animal[] InheritedList(Animal[] value) { return value; }
        [WebMethod] public Vehicle Derived(Vehicle value) { return value; }
        [WebMethod] public Tree Recursive(Tree value) { return value; }
        [WebMethod] public Amount Attributes(Amount value) { return value; }
        [WebMethod] public Amount[] AttributesList(Amount[] value) { return value; }
        [WebMethod] public Flat Flattened(Flat value) { return value; }
        [WebMethod] public Grid NestedArrays(Grid value) { return value; }
        [WebMethod] public int[][] Jagged(int[][] value) { return value; }
        [WebMethod] public List<Line> Listed(List<Line> value) { return value; }
        [WebMethod] public Basket ChoiceArray(Basket value) { return value; }
        [WebMethod] public Box ChoiceItems(Box value) { return value; }
        [WebMethod] public Payment Choice(Payment value) { return value; }
        [WebMethod] public Optional Optional(Optional value) { return value; }
        [WebMethod] public Foreign Foreign(Foreign value) { return value; }
        [WebMethod] public Open Open(Open value) { return value; }
        [WebMethod] public Prose Mixed(Prose value) { return value; }
        [WebMethod] public XmlElement Element(XmlElement value) { return value; }
        [WebMethod] public object Anything(object value) { return value; }
        [WebMethod] public object[] Anythings(object[] value) { return value; }
        [WebMethod] public DataSet Table(DataSet value) { return value; }

        /// A table of so many rows.
        [WebMethod]
        public DataSet Rows(int count)
        {
            var table = new DataTable("Row");
            table.Columns.Add("Id", typeof(int));
            table.Columns.Add("Name", typeof(string));
            for (var id = 1; id <= count; id++) table.Rows.Add(id, id == 2 ? null : "Größe " + id);
            var set = new DataSet("Set");
            set.Tables.Add(table);
            return set;
        }

        [WebMethod]
        [return: XmlElement("Item")]
        public int[] FlattenedParameters([XmlElement("Item")] int[] value) { return value; }

        [WebMethod]
        [return: XmlArrayItem("Key")]
        public string[] NamedItems([XmlArrayItem("Key")] string[] value) { return value; }
    }

    public class Order
    {
        public int Id;
        public string Note;
        public Customer Customer;
        public Line[] Lines;
        public Color[] Colors;
        public DateTime? Shipped;
        public byte[] Picture;
    }

    public class Customer
    {
        public string Name;
        public Address Home;
        public Address Work;
    }

    public class Address
    {
        public string Street;
        public string Town;
        public long Code;
    }

    public class Line
    {
        public string Sku;
        public decimal Price;
        public double Weight;
    }

    [XmlInclude(typeof(Dog)), XmlInclude(typeof(Puppy)), XmlInclude(typeof(Cat))]
    public abstract class Animal
    {
        public string Name;
    }

    public class Dog : Animal
    {
        public int Bones;
    }

    public class Puppy : Dog
    {
        public Animal Mother;
    }

    public class Cat : Animal
    {
        [XmlAttribute] public bool Wild;
    }

    [XmlInclude(typeof(Car))]
    public class Vehicle
    {
        public int Wheels;
    }

    public class Car : Vehicle
    {
        public string Maker;
    }

    public class Tree
    {
        public string Label;
        public Tree Left;
        public Tree[] Branches;
    }

    public class Amount
    {
        [XmlAttribute] public string Currency;
        [XmlAttribute] public int Digits;
        [XmlAttribute("since", DataType = "date")] public DateTime Since;
        [XmlAttribute] public Access Access;
        [XmlText] public decimal Value;
    }

    public class Flat
    {
        [XmlElement("Number")] public int[] Numbers;
        [XmlElement("Line")] public Line[] Lines;
        public string After;
    }

    public class Grid
    {
        [XmlArrayItem("Row"), XmlArrayItem("Cell", NestingLevel = 1)] public int[][] Rows;
        [XmlArrayItem("Plane"), XmlArrayItem("Row", NestingLevel = 1), XmlArrayItem("Cell", NestingLevel = 2)]
        public string[][][] Planes;
    }

    public class Basket
    {
        public string Owner;

        [XmlElement("Text", typeof(string)), XmlElement("Number", typeof(int)), XmlElement("Line", typeof(Line))]
        public object[] Items;
    }

    public class Box
    {
        [XmlArrayItem("Text", typeof(string)), XmlArrayItem("Number", typeof(int)), XmlArrayItem("Line", typeof(Line))]
        public object[] Items;
    }

    public class Payment
    {
        [XmlElement("Card", typeof(Card)), XmlElement("Cash", typeof(decimal)), XmlElement("Voucher", typeof(string))]
        public object How;
        public string Note;
    }

    public class Card
    {
        public string Number;
        public int Year;
    }

    public class Optional
    {
        public int Count;
        [XmlIgnore] public bool CountSpecified;
        [DefaultValue(5)] public int Limit = 5;
        [DefaultValue("none")] public string Hint = "none";
        [XmlElement(IsNullable = true)] public string Nil;
        [XmlElement(IsNullable = true)] public Line NilLine;
        [XmlArray(IsNullable = true)] public int[] NilNumbers;
        public string[] Texts;
        [XmlAttribute] public int Rank;
        [XmlIgnore] public bool RankSpecified;
    }

    [XmlType(Namespace = "http://shapes.example/foreign")]
    public class Foreign
    {
        public string Inside;
        [XmlElement(Namespace = "http://shapes.example/")] public string Home;
        [XmlElement(Form = System.Xml.Schema.XmlSchemaForm.Unqualified)] public string Unqualified;
        [XmlElement(Namespace = "http://shapes.example/third")] public Line Line;
        [XmlElement("odd-name.1")] public string Odd;
    }

    public class Open
    {
        public string Known;
        [XmlAnyElement] public XmlElement[] Others;
    }

    public class Prose
    {
        [XmlText(typeof(string)), XmlElement("flag", typeof(bool)), XmlElement("number", typeof(int))]
        public object[] Parts;
    }
}
