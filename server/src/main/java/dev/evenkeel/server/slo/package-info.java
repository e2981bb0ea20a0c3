// SPDX-License-Identifier: Apache-2.0

/// Service level objectives: kept as OpenSLO, counted minute by minute from outcomes or a Prometheus, judged by
/// `engine/slo`. Uses `telemetry` and `prometheus` for counts.
@ApplicationModule(allowedDependencies = {"manifest", "platform", "access", "audit", "gate", "telemetry", "prometheus"})
@NullMarked
package dev.evenkeel.server.slo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
