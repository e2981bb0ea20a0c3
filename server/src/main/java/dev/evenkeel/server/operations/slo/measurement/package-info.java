// SPDX-License-Identifier: Apache-2.0

/// Minute counts of SLOs, imported from outcomes or Prometheus.
@NullMarked
package dev.evenkeel.server.operations.slo.measurement;

import org.jspecify.annotations.NullMarked;
