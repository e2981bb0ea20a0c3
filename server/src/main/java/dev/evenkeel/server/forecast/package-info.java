// SPDX-License-Identifier: Apache-2.0

/// The forecast ledger: what people and the server itself forecast, what came of it, and how good the
/// forecasts of each class of events were. It reads `rollout`, `drill`, `incident` and `risk` for the
/// forecasts that the server makes, after what they are about was committed, and writes only its own
/// tables, so that nothing here holds a rollout back.
@ApplicationModule(allowedDependencies = {"platform", "access", "audit", "rollout", "drill", "incident", "risk"})
@NullMarked
package dev.evenkeel.server.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
