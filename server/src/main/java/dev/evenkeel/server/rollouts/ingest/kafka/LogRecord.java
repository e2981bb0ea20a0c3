// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.server.rollouts.ingest.ReceivedBatch;
import java.util.Arrays;
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
record LogRecord(
        ConsumerRecord<byte[], byte[]> raw,
        @Nullable ReceivedBatch batch,
        @Nullable String problem) {
    private static final long MAX_GROUP_BYTES = 64 << 20;
    private static final int MOST_STORED_BYTES = 64 << 10;
    private static final int LONGEST_PROBLEM = 500;

    static LogRecord of(ConsumerRecord<byte[], byte[]> raw) {
        try {
            return new LogRecord(raw, BatchRecordCodec.decode(raw), null);
        } catch (MalformedMessageException e) {
            return new LogRecord(raw, null, String.join("; ", e.problems()));
        } catch (RuntimeException e) {
            return new LogRecord(raw, null, String.valueOf(e.getMessage()));
        }
    }

    int partition() {
        return raw.partition();
    }

    /// Returns its share of a group: that of its batch ([ReceivedBatch#shareOfGroup]), or of the memory that a group
    /// may use.
    long share() {
        byte[] value = raw.value();
        long ofMemory = value == null ? 0 : value.length * ReceivedBatch.WHOLE_GROUP / MAX_GROUP_BYTES;
        return batch == null ? ofMemory : Math.max(ofMemory, batch.shareOfGroup());
    }

    /// Returns a reason as PostgreSQL can store it: short, and without control characters.
    static String toReason(@Nullable String problem) {
        String text = String.valueOf(problem).replaceAll("\\p{Cntrl}", " ");
        return text.length() <= LONGEST_PROBLEM ? text : text.substring(0, LONGEST_PROBLEM) + "...";
    }

    /// Returns the content for a table of invalid rows; of a large value, its beginning.
    Map<String, @Nullable Object> content() {
        byte[] value = raw.value();
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("partition", raw.partition());
        content.put("offset", raw.offset());
        content.put("timestamp", raw.timestamp());
        content.put("valueBytes", value == null ? null : value.length);
        content.put("valueBase64", value == null ? null : Base64.getEncoder().encodeToString(beginning(value)));
        return content;
    }

    private static byte[] beginning(byte[] value) {
        return value.length <= MOST_STORED_BYTES ? value : Arrays.copyOf(value, MOST_STORED_BYTES);
    }
}
