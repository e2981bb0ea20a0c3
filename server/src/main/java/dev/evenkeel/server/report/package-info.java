// SPDX-License-Identifier: Apache-2.0

/// Reports that leadership reads: the memo of a decision and the report of its result, every figure from a record of
/// the other modules, every record that is missing named. Reads all that it tells of, and keeps lessons.
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "access",
            "audit",
            "capacity",
            "catalog",
            "change",
            "drill",
            "flag",
            "forecast",
            "gate",
            "incident",
            "learning",
            "risk",
            "rollout",
            "slo",
            "technology",
            "telemetry"
        })
@NullMarked
package dev.evenkeel.server.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
