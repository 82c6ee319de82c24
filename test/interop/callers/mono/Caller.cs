// Calls the echo service with the proxies that Mono's `wsdl` tool made of its WSDL, which are compiled with this: each in a
// namespace that is called as the binding. Each line of the input is a call, each line of the output what came back.
using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Web.Script.Serialization;
using System.Web.Services.Protocols;
using System.Xml;
using System.Xml.Serialization;

static class Caller
{
    static void Main()
    {
        var json = new JavaScriptSerializer();
        var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        for (string line; (line = input.ReadLine()) != null;)
        {
            object answer;
            try { answer = Called(json.Deserialize<Dictionary<string, object>>(line)); }
            catch (Exception error) { answer = Failed(error); }
            output.WriteLine(json.Serialize(answer));
        }
    }

    static object Called(IDictionary<string, object> asked)
    {
        var binding = (string)asked["binding"];
        var type = typeof(Caller).Assembly.GetTypes()
            .Single(each => each.Namespace == binding && typeof(HttpWebClientProtocol).IsAssignableFrom(each));
        var proxy = Activator.CreateInstance(type);
        var method = type.GetMethod((string)asked["operation"]);
        var given = (IDictionary<string, object>)asked["values"];
        var parameters = method.GetParameters();
        var values = parameters.Select(each => new Slot(each)).Select(slot => Made(slot, given[slot.Name])).ToArray();
        var headers = asked.ContainsKey("header") ? (IDictionary<string, object>)asked["header"] : new Dictionary<string, object>();
        foreach (var header in headers)
        {
            var property = type.GetProperty(header.Key + "Value");
            property.SetValue(proxy, Made(new Slot(property), header.Value));
        }
        object result;
        try { result = method.Invoke(proxy, values); }
        catch (TargetInvocationException thrown)
        {
            var fault = thrown.InnerException as SoapException;
            return fault != null && fault.Detail != null ? Refused(fault) : Failed(thrown.InnerException);
        }
        // What goes in and comes out by one name is a parameter by reference.
        var back = new Dictionary<string, object>();
        for (var index = 0; index < values.Length; index++)
            if (parameters[index].ParameterType.IsByRef)
                back[parameters[index].Name] = Printed(new Slot(parameters[index]), values[index]);
        if (method.ReturnType != typeof(void)) back["result"] = Printed(new Slot(method.ReturnParameter), result);
        return new
        {
            values = back,
            header = headers.Keys.ToDictionary(name => name, name =>
            {
                var property = type.GetProperty(name + "Value");
                return Printed(new Slot(property), property.GetValue(proxy));
            }),
        };
    }

    static object Failed(Exception error) { return new { failed = error.GetType().Name + ": " + error.Message }; }

    static object Refused(SoapException fault)
    {
        return new { fault = new { code = fault.Code.Name, reason = fault.Message, detail = Shown(fault.Detail) } };
    }

    /// What no proxy reads.
    static object Shown(XmlNode node)
    {
        var elements = node.ChildNodes.OfType<XmlElement>();
        return elements.Any() ? elements.ToDictionary(each => each.LocalName, Shown) : (object)node.InnerText;
    }

    /// A value for the proxy.
    static object Made(Slot slot, object given)
    {
        var type = Nullable.GetUnderlyingType(slot.Type) ?? slot.Type;
        if (given == null) return null;
        if (type == typeof(string)) return given;
        if (type == typeof(byte[])) return slot.IsHex ? FromHex((string)given) : Convert.FromBase64String((string)given);
        if (type == typeof(DateTime)) return XmlConvert.ToDateTime((string)given, XmlDateTimeSerializationMode.RoundtripKind);
        if (type.IsArray)
        {
            var wrapped = given as IDictionary<string, object>;
            var items = (IList)(wrapped == null ? given : wrapped[slot.Item]);
            var array = Array.CreateInstance(type.GetElementType(), items.Count);
            for (var index = 0; index < items.Count; index++) array.SetValue(Made(slot.OfItem, items[index]), index);
            return array;
        }
        if (type.IsEnum) return type.GetFields(BindingFlags.Public | BindingFlags.Static).Single(each => NameOf(each) == (string)given).GetValue(null);
        if (type.IsPrimitive || type == typeof(decimal))
            return typeof(XmlConvert).GetMethod("To" + type.Name, new[] { typeof(string) }).Invoke(null, new[] { given });
        var members = (IDictionary<string, object>)given;
        if (members.ContainsKey("$type")) type = type.Assembly.GetType(type.Namespace + "." + members["$type"]);
        var made = Activator.CreateInstance(type);
        foreach (var member in members.Where(each => each.Key != "$type"))
        {
            var place = Slot.Of(type).Single(each => each.Name == member.Key);
            place.Property.SetValue(made, Made(place, member.Value));
            if (place.Specified != null) place.Specified.SetValue(made, true);
        }
        return made;
    }

    /// What the proxy read.
    static object Printed(Slot slot, object value)
    {
        if (value == null || value is string) return value;
        if (value is byte[]) return slot.IsHex ? BitConverter.ToString((byte[])value).Replace("-", "") : Convert.ToBase64String((byte[])value);
        if (value is DateTime) return XmlConvert.ToString((DateTime)value, slot.IsDate ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFK");
        var type = value.GetType();
        if (type.IsArray)
        {
            var items = ((Array)value).Cast<object>().Select(item => Printed(slot.OfItem, item)).ToArray();
            return slot.Item == null ? items : (object)new Dictionary<string, object> { { slot.Item, items } };
        }
        if (type.IsEnum) return NameOf(type.GetField(value.ToString()));
        if (type.IsPrimitive || type == typeof(decimal))
            return typeof(XmlConvert).GetMethod("ToString", new[] { type }).Invoke(null, new[] { value });
        var members = new Dictionary<string, object>();
        if (type != slot.Type && slot.Type != typeof(object)) members["$type"] = type.Name;
        foreach (var place in Slot.Of(type))
        {
            var part = place.Property.GetValue(value);
            var isThere = place.Specified == null ? part != null || place.IsNullable : (bool)place.Specified.GetValue(value);
            // Of a choice only what it is.
            if (isThere && (part == null || place.Type.IsInstanceOfType(part))) members[place.Name] = Printed(place, part);
        }
        return members;
    }

    static string NameOf(FieldInfo value)
    {
        var literal = value.GetCustomAttribute<XmlEnumAttribute>();
        var encoded = value.GetCustomAttribute<SoapEnumAttribute>();
        return literal != null ? literal.Name : encoded != null ? encoded.Name : value.Name;
    }

    static byte[] FromHex(string text)
    {
        return Enumerable.Range(0, text.Length / 2).Select(index => Convert.ToByte(text.Substring(2 * index, 2), 16)).ToArray();
    }
}

/// Where a value stands: a parameter, or a property for each element, attribute or text that it can be.
sealed class Slot
{
    /// In a message: attributes are `$Name`, the text beside them is `$value`.
    public readonly string Name;
    public readonly Type Type;
    public readonly PropertyInfo Property;
    public readonly bool IsHex, IsDate, IsNullable;
    /// The name of the items of an array that is an element of its own.
    public readonly string Item;

    public Slot(ParameterInfo parameter) : this(parameter.Name, parameter.ParameterType, parameter, null, null) { }
    public Slot(PropertyInfo property) : this(property.Name, property.PropertyType, property, property, null) { }

    Slot(string name, Type type, ICustomAttributeProvider place, PropertyInfo property, XmlElementAttribute element)
    {
        Name = name;
        Type = type.IsByRef ? type.GetElementType() : type;
        Property = property;
        var elements = Attributes<XmlElementAttribute>(place);
        var dataType = element != null ? element.DataType
            : elements.Select(each => each.DataType).Concat(Attributes<SoapElementAttribute>(place).Select(each => each.DataType)).FirstOrDefault();
        IsHex = dataType == "hexBinary";
        IsDate = dataType == "date";
        IsNullable = elements.Any(each => each.IsNullable);
        if (!Type.IsArray || elements.Any()) return;
        var item = Attributes<XmlArrayItemAttribute>(place).FirstOrDefault();
        if (item != null) Item = item.ElementName == "" ? Type.GetElementType().Name : item.ElementName;
    }

    Slot(Type item) : this("", item, item, null, null) { }

    public Slot OfItem { get { return new Slot(Type.GetElementType()); } }

    /// Tells whether what C# has no null for is there.
    public PropertyInfo Specified { get { return Property.DeclaringType.GetProperty(Property.Name + "Specified"); } }

    /// What the tool made the members of a type of.
    public static IEnumerable<Slot> Of(Type type)
    {
        return type.GetProperties()
            .Where(each => each.DeclaringType.Namespace == type.Namespace && !Attributes<XmlIgnoreAttribute>(each).Any() && !Attributes<SoapIgnoreAttribute>(each).Any())
            .SelectMany(property =>
            {
                if (Attributes<XmlTextAttribute>(property).Any()) return new[] { Named("$value", property) };
                if (Attributes<XmlAttributeAttribute>(property).Any()) return new[] { Named("$" + property.Name, property) };
                var elements = Attributes<XmlElementAttribute>(property);
                if (elements.Length < 2) return new[] { new Slot(property) };
                return elements.Select(each => new Slot(each.ElementName, each.Type, property, property, each)).ToArray();
            });
    }

    static Slot Named(string name, PropertyInfo property) { return new Slot(name, property.PropertyType, property, property, null); }

    static T[] Attributes<T>(ICustomAttributeProvider place) { return place.GetCustomAttributes(typeof(T), true).Cast<T>().ToArray(); }
}
