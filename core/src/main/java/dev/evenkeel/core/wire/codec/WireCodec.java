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

/// The one translation between messages and their JSON, used by both ends. Reading is strict about
/// everything it knows, ignores fields it does not know, and reports all problems at once.
public final class WireCodec {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private WireCodec() {}

    /// The batch as JSON in UTF-8.
    public static byte[] encode(OutcomeBatch batch) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new OutcomeBatchWriter(json).write(batch);
        }
        return bytes.toByteArray();
    }

    /// Tripped breakers as JSON in UTF-8, to be kept where a process that starts again finds them.
    public static byte[] encodeTrips(List<BreakerTrip> trips) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            new OutcomeBatchWriter(json).writeTrips(trips);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// Reads what [#encodeTrips] wrote.
    ///
    /// @throws MalformedMessageException when it is something else
    public static List<BreakerTrip> decodeTrips(byte[] json) {
        requireAtMost(OutcomeBatch.MAX_BYTES, json);
        return MessageFieldReader.message(tree(json), OutcomeBatchReader::trips);
    }

    /// Reads an override file: a JSON object of variants by flag key.
    ///
    /// @throws MalformedMessageException when it is something else
    public static Map<String, String> decodeOverrides(byte[] json) {
        requireAtMost(OutcomeBatch.MAX_BYTES, json);
        return MessageFieldReader.message(tree(json), MessageFieldReader::allTexts);
    }

    /// Reads a batch.
    ///
    /// @throws MalformedMessageException when it is too large, not such JSON, or contradicts itself
    public static OutcomeBatch decodeBatch(byte[] json) {
        requireAtMost(OutcomeBatch.MAX_BYTES, json);
        return MessageFieldReader.message(tree(json), OutcomeBatchReader::batch);
    }

    /// Reads a report of calls.
    ///
    /// @throws MalformedMessageException when it is too large, not such JSON, or contradicts itself
    public static CallReport decodeCalls(byte[] json) {
        requireAtMost(CallReport.MAX_BYTES, json);
        return callsOf(tree(json));
    }

    /// Reads a report of calls from another encoding than JSON.
    ///
    /// @param fields the report as maps, lists, texts, `Long` and `Boolean`, with the names that it has in JSON
    /// @throws MalformedMessageException when it is no such report, or contradicts itself
    public static CallReport callsOf(@Nullable Object fields) {
        return MessageFieldReader.message(fields, CallReportReader::report);
    }

    /// The rollouts of an outcome batch that the server's answer to it calls unjudged.
    ///
    /// @throws MalformedMessageException when it is no such answer
    public static List<UnevaluatedRollout> decodeUnjudged(byte[] json) {
        requireAtMost(OutcomeBatch.MAX_BYTES, json);
        return MessageFieldReader.message(
                tree(json),
                fields -> fields.has("unjudged") ? fields.list("unjudged", WireCodec::unjudged) : List.of());
    }

    private static @Nullable UnevaluatedRollout unjudged(MessageFieldReader fields) {
        String rollout = fields.text("rollout");
        long seconds = fields.integer("seconds");
        return fields.make(() -> new UnevaluatedRollout(rollout, seconds));
    }

    /// The acknowledgement as JSON in UTF-8.
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

    /// Reads an acknowledgement.
    ///
    /// @throws MalformedMessageException when it is not such JSON, or a value is out of range
    public static RevisionAckMessage decodeAck(byte[] json) {
        return MessageFieldReader.message(tree(json), fields -> {
            String instance = fields.text("instance");
            long revision = fields.integer("revision");
            Boolean flushed = fields.has("flushed") ? (Boolean) fields.flag("flushed") : null;
            List<BreakerTrip> trips = OutcomeBatchReader.trips(fields);
            return fields.make(() -> new RevisionAckMessage(instance, revision, flushed, trips));
        });
    }

    /// The report as JSON in UTF-8.
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

    /// Reads a report of use.
    ///
    /// @throws MalformedMessageException when it is too large, not such JSON, or a value is out of range
    public static FlagUsageReport decodeUse(byte[] json) {
        requireAtMost(FlagUsageReport.MAX_BYTES, json);
        return MessageFieldReader.message(tree(json), fields -> {
            String instance = fields.text("instance");
            Map<String, Set<String>> flags = fields.textSets("flags");
            return fields.make(() -> new FlagUsageReport(instance, flags));
        });
    }

    /// The beginning of a pass over both stores of a migration, as JSON in UTF-8.
    ///
    /// @param flag key of the flag that leads the migration
    /// @param instance random name of the process
    public static byte[] encodePassBegin(String flag, String instance) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("flag", flag);
            json.writeStringProperty("instance", instance);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// The name that the server gave a pass.
    ///
    /// @throws MalformedMessageException when it is not such an answer
    public static String decodePassName(byte[] json) {
        return MessageFieldReader.message(tree(json), fields -> {
            String id = fields.text("id");
            return fields.make(() -> id);
        });
    }

    /// The report of a pass as JSON in UTF-8.
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

    /// The snapshot as JSON on one line. The definition's text is kept, but for its line ends.
    public static String encode(SnapshotMessage snapshot) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("environment", snapshot.environment());
            json.writeNumberProperty("revision", snapshot.revision());
            json.writeName("definition");
            json.writeRawValue(JsonMembers.onOneLine(snapshot.definition()));
            if (snapshot.revisionToken() != null) {
                json.writeStringProperty("revisionToken", snapshot.revisionToken());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /// Reads a snapshot. The definition must be a JSON object and is otherwise left as it stands.
    ///
    /// @throws MalformedMessageException when it is not such JSON, or a value is out of range
    public static SnapshotMessage decodeSnapshot(String json) {
        JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json);
        return MessageFieldReader.message(JsonTreeReader.readKeeping(Set.of("definition"), json, parser), fields -> {
            String environment = fields.text("environment");
            long revision = fields.integer("revision");
            String definition = fields.rawObject("definition");
            String token = fields.token("revisionToken");
            return fields.make(() -> new SnapshotMessage(environment, revision, definition, token));
        });
    }

    private static void requireAtMost(int bytes, byte[] json) {
        if (json.length > bytes) {
            throw new MalformedMessageException(
                    Kind.TOO_LARGE, List.of("message: must have at most " + bytes + " bytes, got " + json.length));
        }
    }

    /// The delta as JSON on one line.
    public static String encode(DeltaMessage delta) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            new DeltaWriter(json).write(delta);
        }
        return text.toString();
    }

    /// Reads a delta. Its flags and shared parts are left as they stand.
    ///
    /// @throws MalformedMessageException when it is not such JSON, or a value is out of range
    public static DeltaMessage decodeDelta(String json) {
        JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json);
        return MessageFieldReader.message(
                JsonTreeReader.readKeeping(Set.of("shared", "flags"), json, parser), DeltaReader::delta);
    }

    private static @Nullable Object tree(byte[] json) {
        return JsonTreeReader.read(JSON.createParser(ObjectReadContext.empty(), json));
    }
}
