// SPDX-License-Identifier: Apache-2.0

/// Health and readiness endpoints, Prometheus metrics and OTLP export of metrics.
@NullMarked
package dev.evenkeel.server.foundation.monitoring;

import org.jspecify.annotations.NullMarked;
