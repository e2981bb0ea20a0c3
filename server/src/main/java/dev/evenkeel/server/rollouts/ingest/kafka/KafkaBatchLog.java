// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import dev.evenkeel.server.foundation.config.KafkaOptions;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.limits.LogRateLimiter;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.rollouts.ingest.BatchLog;
import dev.evenkeel.server.rollouts.ingest.ReceivedBatch;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The topic to which batches are appended. The first batch connects to the cluster. Thread-safe.
@Component
class KafkaBatchLog implements BatchLog, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBatchLog.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final @Nullable KafkaOptions options;
    private final LogRateLimiter logLimit;
    private volatile @Nullable Producer<byte[], byte[]> producer;

    KafkaBatchLog(ServerStartOptions options, LogRateLimiter logLimit) {
        this.options = options.kafka();
        this.logLimit = logLimit;
    }

    @Override
    public boolean isEnabled() {
        return options != null && options.appends();
    }

    @Override
    public void append(ReceivedBatch batch, byte[] encoded) {
        if (options == null) {
            throw new IllegalStateException("no cluster is configured");
        }
        try {
            connect(options)
                    .send(BatchRecordCodec.encode(options.topic(), batch, encoded))
                    .get();
        } catch (ExecutionException e) {
            throw refused(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    /* A sender that repeats a batch that is too large would never send the next one. */
    private MalformedOrOverLimitException refused(Throwable cause) {
        if (cause instanceof RecordTooLargeException) {
            return new MalformedOrOverLimitException(
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    "The batch is larger than a record of the Kafka topic may be.",
                    "Set max.message.bytes of the topic to " + KafkaClientFactory.MAX_RECORD_BYTES + ".");
        }
        return unavailable(cause);
    }

    private MalformedOrOverLimitException unavailable(Throwable cause) {
        logLimit.log(
                "kafka append",
                more -> LOG.warn("A batch could not be appended to the Kafka topic: {}{}", cause.toString(), more));
        return new MalformedOrOverLimitException(
                ProblemCode.BATCH_LOG_UNAVAILABLE,
                "The Kafka cluster did not store the batch.",
                "Send the same batch again in a second.");
    }

    private Producer<byte[], byte[]> connect(KafkaOptions cluster) {
        Producer<byte[], byte[]> current = producer;
        return current != null ? current : connectOnce(cluster);
    }

    private synchronized Producer<byte[], byte[]> connectOnce(KafkaOptions cluster) {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            current = new KafkaClientFactory(cluster).createProducer();
            producer = current;
        }
        return current;
    }

    @Override
    public synchronized void destroy() {
        if (producer != null) {
            producer.close(LONGEST_CLOSE);
        }
    }
}
