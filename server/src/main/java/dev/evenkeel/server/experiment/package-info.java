// SPDX-License-Identifier: Apache-2.0

/// Experiments: a flag's variants tried on shares of its units, and their effects read at any time by a rule that
/// was written down before the start. Uses `flag` to split units, `gate` for what has to be so before one starts,
/// and `telemetry` for who was exposed and what happened.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit", "flag", "gate", "telemetry"})
@NullMarked
package dev.evenkeel.server.experiment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
