// SPDX-License-Identifier: Apache-2.0

/// Apache Kafka clusters on loopback for tests, benchmarks and fault campaigns. Each broker is a separate process.
@NullMarked
package dev.evenkeel.kafkabroker;

import org.jspecify.annotations.NullMarked;
