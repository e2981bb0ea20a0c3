// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.CallReport;
import dev.evenkeel.core.wire.DeltaMessage;
import dev.evenkeel.core.wire.FlagUsageReport;
import dev.evenkeel.core.wire.JsonMembers;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.MalformedMessageException.Kind;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.ReconciliationPassReport;
import dev.evenkeel.core.wire.RevisionAckMessage;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.UnevaluatedRollout;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The JSON codec of messages, used by SDK and server. Decoding validates every known field, ignores unknown
/// ones, and reports all problems at once.
public final class WireCodec {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private WireCodec() {}

    /// Encodes a batch as JSON in UTF-8.
    public static byte[] encode(OutcomeBatch batch) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new OutcomeBatchWriter(json).write(batch);
        }
        return bytes.toByteArray();
    }

    /// Encodes tripped breakers as JSON in UTF-8, for storage across restarts of a process.
    public static byte[] encodeTrips(List<BreakerTrip> trips) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            new OutcomeBatchWriter(json).writeTrips(trips);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// Decodes the result of [#encodeTrips].
    ///
    /// @throws MalformedMessageException when it is not valid
    public static List<BreakerTrip> decodeTrips(byte[] json) {
        requireAtMost(OutcomeBatch.MAX_BYTES, json);
        return MessageFieldReader.readMessage(parseTree(json), OutcomeBatchReader::readTrips);
    }

    /// Decodes an override file: a JSON object of variants by flag key.
    ///
    /// @throws MalformedMessageException when it is not valid
    public static Map<String, String> decodeOverrides(byte[] json) {
        requireAtMost(OutcomeBatch.MAX_BYTES, json);
        return MessageFieldReader.readMessage(parseTree(json), MessageFieldReader::allTexts);
    }

    /// Decodes a batch.
    ///
    /// @throws MalformedMessageException when it is too large, not a valid batch, or contradicts itself
    public static OutcomeBatch decodeBatch(byte[] json) {
        requireAtMost(OutcomeBatch.MAX_BYTES, json);
        return MessageFieldReader.readMessage(parseTree(json), OutcomeBatchReader::read);
    }

    /// Decodes a call report.
    ///
    /// @throws MalformedMessageException when it is too large, not a valid report, or contradicts itself
    public static CallReport decodeCalls(byte[] json) {
        requireAtMost(CallReport.MAX_BYTES, json);
        return toCallReport(parseTree(json));
    }

    /// Decodes a call report from another encoding than JSON.
    ///
    /// @param fields the report as maps, lists, strings, `Long` and `Boolean`, with the names of its JSON
    ///     fields
    /// @throws MalformedMessageException when it is not a valid report, or contradicts itself
    public static CallReport toCallReport(@Nullable Object fields) {
        return MessageFieldReader.readMessage(fields, CallReportReader::read);
    }

    /// Decodes the unevaluated rollouts in the server's response to an outcome batch.
    ///
    /// @throws MalformedMessageException when it is not a valid response
    public static List<UnevaluatedRollout> decodeUnevaluated(byte[] json) {
        requireAtMost(OutcomeBatch.MAX_BYTES, json);
        return MessageFieldReader.readMessage(
                parseTree(json),
                fields -> fields.has("unjudged") ? fields.list("unjudged", WireCodec::readUnevaluated) : List.of());
    }

    private static @Nullable UnevaluatedRollout readUnevaluated(MessageFieldReader fields) {
        String rollout = fields.text("rollout");
        long seconds = fields.integer("seconds");
        return fields.build(() -> new UnevaluatedRollout(rollout, seconds));
    }

    /// Encodes an acknowledgement as JSON in UTF-8.
    public static byte[] encode(RevisionAckMessage ack) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("instance", ack.instance());
            json.writeNumberProperty("revision", ack.revision());
            if (ack.flushed() != null) {
                json.writeBooleanProperty("flushed", ack.flushed());
            }
            new OutcomeBatchWriter(json).writeTrips(ack.trips());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// Decodes an acknowledgement.
    ///
    /// @throws MalformedMessageException when it is not valid JSON of one, or a value is out of range
    public static RevisionAckMessage decodeAck(byte[] json) {
        return MessageFieldReader.readMessage(parseTree(json), fields -> {
            String instance = fields.text("instance");
            long revision = fields.integer("revision");
            Boolean flushed = fields.has("flushed") ? (Boolean) fields.flag("flushed") : null;
            List<BreakerTrip> trips = OutcomeBatchReader.readTrips(fields);
            return fields.build(() -> new RevisionAckMessage(instance, revision, flushed, trips));
        });
    }

    /// Encodes a usage report as JSON in UTF-8.
    public static byte[] encode(FlagUsageReport report) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("instance", report.instance());
            json.writeObjectPropertyStart("flags");
            report.flags().forEach((flag, variants) -> {
                json.writeArrayPropertyStart(flag);
                variants.forEach(json::writeString);
                json.writeEndArray();
            });
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// Decodes a usage report.
    ///
    /// @throws MalformedMessageException when it is too large, not a valid report, or a value is out of range
    public static FlagUsageReport decodeUsage(byte[] json) {
        requireAtMost(FlagUsageReport.MAX_BYTES, json);
        return MessageFieldReader.readMessage(parseTree(json), fields -> {
            String instance = fields.text("instance");
            Map<String, Set<String>> flags = fields.textSets("flags");
            return fields.build(() -> new FlagUsageReport(instance, flags));
        });
    }

    /// Encodes the start of a reconciliation pass over both stores of a migration, as JSON in UTF-8.
    ///
    /// @param flag key of the migration's flag
    /// @param instance random name of the process
    public static byte[] encodePassStart(String flag, String instance) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("flag", flag);
            json.writeStringProperty("instance", instance);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// Decodes the name that the server assigned to a pass.
    ///
    /// @throws MalformedMessageException when it is not a valid response
    public static String decodePassName(byte[] json) {
        return MessageFieldReader.readMessage(parseTree(json), fields -> {
            String id = fields.text("id");
            return fields.build(() -> id);
        });
    }

    /// Encodes the report of a pass as JSON in UTF-8.
    public static byte[] encode(ReconciliationPassReport report) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("ranges", report.ranges());
            json.writeNumberProperty("rows", report.rows());
            json.writeNumberProperty("mismatches", report.mismatches());
            json.writeBooleanProperty("finished", report.finished());
            json.writeArrayPropertyStart("examples");
            report.examples().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// Encodes a snapshot as JSON on one line. The definition's text is preserved, except for its line ends.
    public static String encode(SnapshotMessage snapshot) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("environment", snapshot.environment());
            json.writeNumberProperty("revision", snapshot.revision());
            json.writeName("definition");
            json.writeRawValue(JsonMembers.toSingleLine(snapshot.definition()));
            if (snapshot.revisionToken() != null) {
                json.writeStringProperty("revisionToken", snapshot.revisionToken());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /// Decodes a snapshot. The definition must be a JSON object and is otherwise preserved.
    ///
    /// @throws MalformedMessageException when it is not valid JSON of one, or a value is out of range
    public static SnapshotMessage decodeSnapshot(String json) {
        JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json);
        return MessageFieldReader.readMessage(
                JsonTreeReader.readWithRawFields(Set.of("definition"), json, parser), fields -> {
                    String environment = fields.text("environment");
                    long revision = fields.integer("revision");
                    String definition = fields.rawObject("definition");
                    String token = fields.token("revisionToken");
                    return fields.build(() -> new SnapshotMessage(environment, revision, definition, token));
                });
    }

    private static void requireAtMost(int bytes, byte[] json) {
        if (json.length > bytes) {
            throw new MalformedMessageException(
                    Kind.TOO_LARGE, List.of("message: must have at most " + bytes + " bytes, got " + json.length));
        }
    }

    /// Encodes a delta as JSON on one line.
    public static String encode(DeltaMessage delta) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            new DeltaWriter(json).write(delta);
        }
        return text.toString();
    }

    /// Decodes a delta. Its flags and shared members are preserved as text.
    ///
    /// @throws MalformedMessageException when it is not valid JSON of one, or a value is out of range
    public static DeltaMessage decodeDelta(String json) {
        JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json);
        return MessageFieldReader.readMessage(
                JsonTreeReader.readWithRawFields(Set.of("shared", "flags"), json, parser), DeltaReader::read);
    }

    private static @Nullable Object parseTree(byte[] json) {
        return JsonTreeReader.read(JSON.createParser(ObjectReadContext.empty(), json));
    }
}
