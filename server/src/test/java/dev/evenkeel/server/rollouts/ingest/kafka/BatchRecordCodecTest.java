// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures;
import dev.evenkeel.server.rollouts.ingest.BatchSender;
import dev.evenkeel.server.rollouts.ingest.ReceivedBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BatchRecordCodecTest {
    private static final Instant RECEIVED = Instant.parse("2026-12-01T10:00:00.123456Z");
    private static final OutcomeBatch BATCH =
            OutcomeSummaryFixtures.batch("process-1", 7, OutcomeSummaryFixtures.plain("checkout", "on", 40));

    @Test
    void decodesBatchAsEncoded() {
        var sent = new ReceivedBatch("default", BATCH, new BatchSender(HashedSecret.of("a secret"), true), RECEIVED);
        assertThat(BatchRecordCodec.decode(read(encode(sent)))).isEqualTo(sent);
        var plain = new ReceivedBatch("default", BATCH, new BatchSender(null, false), RECEIVED);
        assertThat(BatchRecordCodec.decode(read(encode(plain)))).isEqualTo(plain);
    }

    @Test
    void omitsPlaintextSecretFromRecord() {
        var sent = new ReceivedBatch("default", BATCH, new BatchSender(HashedSecret.of("a secret"), true), RECEIVED);
        ProducerRecord<byte[], byte[]> record = encode(sent);
        assertThat(record.headers().toString() + new String(record.value(), StandardCharsets.UTF_8))
                .doesNotContain("a secret");
    }

    @Test
    void usesEnvironmentAndInstanceAsKey() {
        var first = new ReceivedBatch("default", BATCH, new BatchSender(null, false), RECEIVED);
        var next = new ReceivedBatch(
                "default",
                OutcomeSummaryFixtures.batch("process-1", 8),
                new BatchSender(null, false),
                RECEIVED.plusSeconds(1));
        var other = new ReceivedBatch("staging", BATCH, new BatchSender(null, false), RECEIVED);
        assertThat(key(first)).isEqualTo("default/process-1").isEqualTo(key(next));
        assertThat(key(other)).isEqualTo("staging/process-1");
    }

    @Test
    void reportsProblemOfInvalidRecord() {
        assertThatThrownBy(() -> BatchRecordCodec.decode(record("{}".getBytes(StandardCharsets.UTF_8), null)))
                .hasMessage("the record has no header \"environment\"");
        assertThatThrownBy(() -> BatchRecordCodec.decode(record(null, "default")))
                .hasMessage("the record has no value");
        LogRecord broken = LogRecord.of(record(Json.of("{'instance':").getBytes(StandardCharsets.UTF_8), "default"));
        assertThat(broken.batch()).isNull();
        assertThat(broken.problem()).isNotBlank();
        assertThat(broken.content())
                .containsEntry("offset", 5L)
                .containsEntry("headersBase64", Map.of("environment", "ZGVmYXVsdA=="))
                .containsEntry("valueBase64", "eyJpbnN0YW5jZSI6");
    }

    @Test
    void removesControlCharactersAndTruncatesReasonTo500() {
        assertThat(LogRecord.toReason("a\u0000b\nc")).isEqualTo("a b c");
        assertThat(LogRecord.toReason("x".repeat(900))).isEqualTo("x".repeat(500) + "...");
    }

    private static ProducerRecord<byte[], byte[]> encode(ReceivedBatch batch) {
        return BatchRecordCodec.encode("topic", batch, WireCodec.encode(batch.batch()));
    }

    private static String key(ReceivedBatch batch) {
        return new String(encode(batch).key(), StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> sent) {
        return record(sent.key(), sent.value(), 0, sent.headers());
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value, @Nullable String environment) {
        Headers headers = new RecordHeaders();
        if (environment != null) {
            headers.add("environment", environment.getBytes(StandardCharsets.UTF_8));
        }
        return record(new byte[0], value, 0, headers);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            byte[] key, byte @Nullable [] value, long timestamp, Headers headers) {
        return new ConsumerRecord<>(
                "topic", 3, 5, timestamp, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }
}
