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
/// order. The value is the batch as SDKs send it. Headers contain the environment, the time of arrival and the
/// properties of the sender. The timestamp of the record has no meaning, because it is of a broker's or a server's
/// clock.
final class BatchRecordCodec {
    private static final String ENVIRONMENT = "environment";
    private static final String RECEIVED_AT = "received-at";
    private static final String SECRET_HASH = "instance-secret-hash";
    private static final String HEARTBEAT = "heartbeat";

    private BatchRecordCodec() {}

    /// @param encoded the batch as JSON
    static ProducerRecord<byte[], byte[]> encode(String topic, ReceivedBatch received, byte[] encoded) {
        ReceivedBatch.Key process = received.key();
        var record = new ProducerRecord<>(topic, bytes(process.environment() + "/" + process.instance()), encoded);
        record.headers()
                .add(ENVIRONMENT, bytes(received.environment()))
                .add(RECEIVED_AT, bytes(received.receivedAt().toString()));
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
        byte[] value = record.value();
        if (value == null) {
            throw new IllegalArgumentException("the record has no value");
        }
        byte[] secret = findHeader(record, SECRET_HASH);
        return new ReceivedBatch(
                text(record, ENVIRONMENT),
                WireCodec.decodeBatch(value),
                new BatchSender(
                        secret == null ? null : HashedSecret.ofHash(secret), findHeader(record, HEARTBEAT) != null),
                Instant.parse(text(record, RECEIVED_AT)));
    }

    private static String text(ConsumerRecord<?, ?> record, String name) {
        byte[] header = findHeader(record, name);
        if (header == null) {
            throw new IllegalArgumentException("the record has no header \"" + name + "\"");
        }
        return new String(header, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] findHeader(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
