// SPDX-License-Identifier: Apache-2.0

/// Reports that leadership reads: the memo of a decision and the report of its result, every figure from a record of
/// the
/// other modules, every record that is missing named. Reads all it tells of and writes nothing.
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "access",
            "catalog",
            "drill",
            "forecast",
            "gate",
            "incident",
            "risk",
            "rollout",
            "slo",
            "technology"
        })
@NullMarked
package dev.evenkeel.server.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
