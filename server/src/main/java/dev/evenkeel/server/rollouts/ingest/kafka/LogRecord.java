// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.server.rollouts.ingest.ReceivedBatch;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A record of the topic.
///
/// @param raw the record as read
/// @param batch its batch; null when it cannot be read
/// @param problem why it cannot be read; null when it can
/// @param share its share of a group: that of its batch ([ReceivedBatch#shareOfGroup]), or of the memory that a group
///     may use
record LogRecord(
        ConsumerRecord<byte[], byte[]> raw,
        @Nullable ReceivedBatch batch,
        @Nullable String problem,
        long share) {
    private static final long MAX_GROUP_BYTES = 64 << 20;
    private static final int LONGEST_PROBLEM = 500;

    static LogRecord of(ConsumerRecord<byte[], byte[]> raw) {
        try {
            ReceivedBatch batch = BatchRecordCodec.decode(raw);
            return new LogRecord(raw, batch, null, Math.max(shareOfMemory(raw), batch.shareOfGroup()));
        } catch (MalformedMessageException e) {
            return unreadable(raw, String.join("; ", e.problems()));
        } catch (RuntimeException | StackOverflowError e) {
            return unreadable(raw, String.valueOf(e.getMessage()));
        }
    }

    private static LogRecord unreadable(ConsumerRecord<byte[], byte[]> raw, String problem) {
        return new LogRecord(raw, null, problem, shareOfMemory(raw));
    }

    private static long shareOfMemory(ConsumerRecord<byte[], byte[]> raw) {
        return Math.max(0, raw.serializedValueSize()) * ReceivedBatch.WHOLE_GROUP / MAX_GROUP_BYTES;
    }

    /// Returns the record as one that cannot be stored.
    LogRecord withProblem(@Nullable String reason) {
        return new LogRecord(raw, null, String.valueOf(reason), share);
    }

    int partition() {
        return raw.partition();
    }

    /// Returns a reason as PostgreSQL can store it: short, and without control characters.
    static String toReason(@Nullable String problem) {
        String text = String.valueOf(problem).replaceAll("\\p{Cntrl}", " ");
        return text.length() <= LONGEST_PROBLEM ? text : text.substring(0, LONGEST_PROBLEM) + "...";
    }

    /// Returns the content for a table of invalid rows, from which the record can be restored.
    Map<String, @Nullable Object> content() {
        byte[] value = raw.value();
        Map<String, Object> headers = new LinkedHashMap<>();
        raw.headers().forEach(header -> headers.put(header.key(), encode(header.value())));
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("partition", raw.partition());
        content.put("offset", raw.offset());
        content.put("timestamp", raw.timestamp());
        content.put("headersBase64", headers);
        content.put("valueBase64", value == null ? null : encode(value));
        return content;
    }

    private static String encode(byte @Nullable [] bytes) {
        return bytes == null ? "" : Base64.getEncoder().encodeToString(bytes);
    }
}
