// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.kafkabroker;

/// Thrown when a broker cannot be started or stopped. The message contains what was attempted and, where there is
/// one, the end of the broker's log.
public final class KafkaClusterException extends RuntimeException {
    KafkaClusterException(String message) {
        super(message);
    }

    KafkaClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
