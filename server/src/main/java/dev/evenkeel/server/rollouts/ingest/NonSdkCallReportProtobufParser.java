// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.evenkeel.core.wire.CallReport;
import dev.evenkeel.core.wire.OutcomeBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The parser of the binary form of call reports (spec/outcomes/calls.proto). Returns the fields of the JSON
/// form, so that both are validated by the same rules. Fields with unknown numbers are skipped; an absent or
/// empty text, an optional zero and `false` count as absent.
final class NonSdkCallReportProtobufParser {
    /*
     * Messages nest at most three deep. The number of list elements is limited, because an empty one takes only
     * two bytes.
     */
    private static final int MOST_ELEMENTS = OutcomeBatch.MAX_SUMMARIES + 2 * CallReport.MAX_CALLS;

    private static final MessageSchema CALL = new MessageSchema(
            Map.of("micros", 0L),
            Map.of(
                    1, new FieldSchema("micros", FieldKind.NUMBER),
                    2, new FieldSchema("failed", FieldKind.TRUTH),
                    3, new FieldSchema("unit", FieldKind.TEXT),
                    4, new FieldSchema("trial", FieldKind.TRUTH),
                    5, new FieldSchema("ageMillis", FieldKind.NUMBER)));
    private static final MessageSchema GROUP = new MessageSchema(
            Map.of(),
            Map.of(
                    1, new FieldSchema("flag", FieldKind.TEXT),
                    2, new FieldSchema("variant", FieldKind.TEXT),
                    3, new FieldSchema("rollout", FieldKind.TEXT),
                    4, new FieldSchema("revision", FieldKind.NUMBER),
                    5, new FieldSchema("role", FieldKind.TEXT),
                    6, new FieldSchema("calls", FieldKind.CALLS),
                    7, new FieldSchema("begun", FieldKind.TEXTS)));
    private static final MessageSchema REPORT = new MessageSchema(
            Map.of(),
            Map.of(
                    1, new FieldSchema("instance", FieldKind.TEXT),
                    2, new FieldSchema("sequence", FieldKind.NUMBER),
                    3, new FieldSchema("dropped", FieldKind.NUMBER),
                    4, new FieldSchema("groups", FieldKind.GROUPS),
                    5, new FieldSchema("heartbeat", FieldKind.TRUTH)));

    private final CodedInputStream bytes;
    private int elements;

    private NonSdkCallReportProtobufParser(CodedInputStream bytes) {
        this.bytes = bytes;
    }

    private enum FieldKind {
        NUMBER("uint64", WireFormat.WIRETYPE_VARINT),
        TRUTH("bool", WireFormat.WIRETYPE_VARINT),
        TEXT("string", WireFormat.WIRETYPE_LENGTH_DELIMITED),
        TEXTS("repeated string", WireFormat.WIRETYPE_LENGTH_DELIMITED),
        CALLS("repeated EndedCall", WireFormat.WIRETYPE_LENGTH_DELIMITED),
        GROUPS("repeated CallGroup", WireFormat.WIRETYPE_LENGTH_DELIMITED);

        private final String text;
        private final int wireType;

        /// @param text type as in the published file
        FieldKind(String text, int wireType) {
            this.text = text;
            this.wireType = wireType;
        }
    }

    private record FieldSchema(String name, FieldKind kind) {}

    /// @param absent values of fields that are absent
    /// @param fields fields by number
    private record MessageSchema(Map<String, Object> absent, Map<Integer, FieldSchema> fields) {}

    /// Parses the fields of a report.
    ///
    /// @throws InvalidProtocolBufferException when it cannot be parsed; the message is for people
    static Map<String, Object> parse(byte[] report) throws InvalidProtocolBufferException {
        try {
            return new NonSdkCallReportProtobufParser(CodedInputStream.newInstance(report)).parseMessage(REPORT);
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Returns number, name and type of each field, in the form of the published file.
    static List<String> describeFields() {
        return Stream.of(REPORT, GROUP, CALL)
                .flatMap(message -> new TreeMap<>(message.fields()).entrySet().stream())
                .map(field -> field.getKey() + " " + field.getValue().name() + " "
                        + field.getValue().kind().text)
                .toList();
    }

    private Map<String, Object> parseMessage(MessageSchema message) throws IOException {
        Map<String, Object> values = new HashMap<>(message.absent());
        for (int tag = bytes.readTag(); tag != 0; tag = bytes.readTag()) {
            FieldSchema field = message.fields().get(WireFormat.getTagFieldNumber(tag));
            if (field != null) {
                require(WireFormat.getTagWireType(tag) == field.kind().wireType, field.name() + " has the wrong type");
                put(values, field);
            } else {
                require(bytes.skipField(tag), "unexpected end of a group");
            }
        }
        return values;
    }

    private void put(Map<String, Object> values, FieldSchema field) throws IOException {
        switch (field.kind()) {
            case NUMBER -> values.put(field.name(), bytes.readUInt64());
            case TRUTH -> values.put(field.name(), bytes.readBool());
            case TEXT -> putText(values, field.name(), bytes.readStringRequireUtf8());
            case TEXTS -> add(values, field.name(), bytes.readStringRequireUtf8());
            case CALLS -> add(values, field.name(), nested(CALL));
            case GROUPS -> add(values, field.name(), nested(GROUP));
        }
    }

    private static void putText(Map<String, Object> values, String name, String text) {
        if (text.isEmpty()) {
            values.remove(name);
        } else {
            values.put(name, text);
        }
    }

    @SuppressWarnings("unchecked")
    private void add(Map<String, Object> values, String name, Object element) throws IOException {
        elements++;
        require(elements <= MOST_ELEMENTS, "the number of calls, begun units and groups exceeds the limit of a report");
        ((List<Object>) values.computeIfAbsent(name, ignored -> new ArrayList<>())).add(element);
    }

    private Map<String, Object> nested(MessageSchema message) throws IOException {
        int outer = bytes.pushLimit(bytes.readRawVarint32());
        Map<String, Object> values = parseMessage(message);
        bytes.checkLastTagWas(0);
        bytes.popLimit(outer);
        return values;
    }

    private static void require(boolean holds, String problem) throws InvalidProtocolBufferException {
        if (!holds) {
            throw new InvalidProtocolBufferException(problem);
        }
    }
}
