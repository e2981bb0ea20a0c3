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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The topic to which batches are appended. The first batch connects to the cluster; a producer that failed for good,
/// for example because its password was changed, is replaced. Thread-safe.
@Component
class KafkaBatchLog implements BatchLog, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBatchLog.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);
    private static final int MOST_SECONDS = 5;

    private final @Nullable KafkaOptions options;
    private final LogRateLimiter logLimit;
    /* A producer's request for an unknown topic could create it, with the settings of the brokers. */
    private final CountDownLatch topicFound = new CountDownLatch(1);
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable Producer<byte[], byte[]> producer;

    KafkaBatchLog(ServerStartOptions options, LogRateLimiter logLimit) {
        this.options = options.kafka();
        this.logLimit = logLimit;
    }

    @Override
    public boolean isEnabled() {
        return options != null && options.appends();
    }

    /// Allows appending, once the topic exists.
    void onTopicFound() {
        topicFound.countDown();
    }

    @Override
    public void append(ReceivedBatch batch, byte[] encoded) {
        if (options == null) {
            throw new IllegalStateException("no cluster is configured");
        }
        Producer<byte[], byte[]> current = null;
        try {
            current = connect(options);
            current.send(BatchRecordCodec.encode(options.topic(), batch, encoded))
                    .get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw refuse(e.getCause() == null ? e : e.getCause(), current);
        } catch (KafkaException | TimeoutException e) {
            throw refuse(e, current);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private MalformedOrOverLimitException refuse(Throwable cause, @Nullable Producer<byte[], byte[]> used) {
        /* A sender that repeats a batch that is too large would never send the next one. */
        if (cause instanceof RecordTooLargeException) {
            return new MalformedOrOverLimitException(
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    "The batch is larger than a record of the Kafka topic may be.",
                    "Set max.message.bytes of the topic to " + KafkaClientFactory.MAX_RECORD_BYTES + ".");
        }
        if (used != null && !(cause instanceof RetriableException)) {
            discard(used);
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

    private Producer<byte[], byte[]> connect(KafkaOptions cluster) throws InterruptedException, TimeoutException {
        Producer<byte[], byte[]> current = producer;
        return current == null ? connectOnce(cluster) : current;
    }

    private Producer<byte[], byte[]> connectOnce(KafkaOptions cluster) throws InterruptedException, TimeoutException {
        if (!topicFound.await(2, TimeUnit.SECONDS)) {
            throw new TimeoutException("the topic was not found yet");
        }
        if (!connecting.tryLock(1, TimeUnit.SECONDS)) {
            throw new TimeoutException("another batch is connecting to the cluster");
        }
        try {
            Producer<byte[], byte[]> current = producer;
            if (current == null) {
                current = new KafkaClientFactory(cluster).createProducer();
                producer = current;
            }
            return current;
        } finally {
            connecting.unlock();
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private void discard(Producer<byte[], byte[]> failed) {
        connecting.lock();
        try {
            if (producer == failed) {
                producer = null;
                Thread.startVirtualThread(() -> failed.close(Duration.ZERO));
            }
        } finally {
            connecting.unlock();
        }
    }

    @Override
    public void destroy() {
        Producer<byte[], byte[]> current = producer;
        if (current != null) {
            current.close(LONGEST_CLOSE);
        }
    }
}
