// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import dev.evenkeel.server.rollouts.ingest.BatchSender;
import dev.evenkeel.server.rollouts.ingest.ReceivedBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// The format of batches in the topic (ADR 0117). The key is the process, so all its batches are in one partition, in
/// order. The value is the batch as SDKs send it, the timestamp the time of arrival, and headers contain the
/// environment and the properties of the sender.
final class BatchRecordCodec {
    private static final String ENVIRONMENT = "environment";
    private static final String SECRET_HASH = "instance-secret-hash";
    private static final String HEARTBEAT = "heartbeat";

    private BatchRecordCodec() {}

    /// @param encoded the batch as JSON
    static ProducerRecord<byte[], byte[]> encode(String topic, ReceivedBatch received, byte[] encoded) {
        ReceivedBatch.Key process = received.key();
        var record = new ProducerRecord<>(
                topic,
                null,
                received.receivedAt().toEpochMilli(),
                bytes(process.environment() + "/" + process.instance()),
                encoded);
        record.headers().add(ENVIRONMENT, bytes(received.environment()));
        HashedSecret secret = received.sender().secret();
        if (secret != null) {
            record.headers().add(SECRET_HASH, secret.hash());
        }
        if (received.sender().heartbeat()) {
            record.headers().add(HEARTBEAT, new byte[0]);
        }
        return record;
    }

    /// @throws RuntimeException when the record is not a batch
    static ReceivedBatch decode(ConsumerRecord<byte[], byte[]> record) {
        byte[] environment = header(record, ENVIRONMENT);
        byte[] value = record.value();
        if (environment == null || value == null) {
            throw new IllegalArgumentException(
                    "the record has no " + (value == null ? "value" : "header \"" + ENVIRONMENT + "\""));
        }
        byte[] secret = header(record, SECRET_HASH);
        return new ReceivedBatch(
                new String(environment, StandardCharsets.UTF_8),
                WireCodec.decodeBatch(value),
                new BatchSender(secret == null ? null : HashedSecret.ofHash(secret), header(record, HEARTBEAT) != null),
                Instant.ofEpochMilli(record.timestamp()));
    }

    private static byte @Nullable [] header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
