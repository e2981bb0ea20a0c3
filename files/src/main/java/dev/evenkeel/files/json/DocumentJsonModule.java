// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import dev.evenkeel.core.flag.split.Percent;
import java.time.LocalDateTime;
import java.time.ZoneId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// The Jackson module that serializes the records of documents, such as plans: a percentage as a number, and a local
/// time in its shortest form. [RecordBinder] parses documents of users; this module only reads what it wrote.
public final class DocumentJsonModule extends SimpleModule {
    /// A mapper with this module.
    public static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new DocumentJsonModule()).build();

    private static final long serialVersionUID = 1;

    public DocumentJsonModule() {
        super("documents");
        addSerializer(Percent.class, new PercentSerializer());
        addDeserializer(Percent.class, new PercentDeserializer());
        addSerializer(LocalDateTime.class, ToStringSerializer.instance);
        addSerializer(ZoneId.class, ToStringSerializer.instance);
    }

    private static final class PercentSerializer extends ValueSerializer<Percent> {
        @Override
        public void serialize(Percent value, JsonGenerator json, SerializationContext context) {
            json.writeNumber(value.toBigDecimal());
        }
    }

    private static final class PercentDeserializer extends ValueDeserializer<Percent> {
        @Override
        public Percent deserialize(JsonParser json, DeserializationContext context) {
            return Percent.parse(json.getDecimalValue().toPlainString());
        }
    }
}
