// SPDX-License-Identifier: Apache-2.0

/// The web console: pages rendered on the server, kept live by one small script.
///
/// A page is a record ([RolloutPage]) built by pure functions from what the features' facades tell; a
/// template of the same name turns it into HTML. Nothing here decides or stores anything. Uses `flag`, `catalog`,
/// `rollout`, `experiment`, `reconciliation`, `authoring`, `gate`, `drill`, `change`, `incident`, `capacity`, `slo`,
/// `event`, `audit`, `manifest`, `technology`, `forecast`, `risk`, `report`, `people`, `retention`, `usage`, `docs` and
/// `delivery` for what it shows, `telemetry` for the counts in it.
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "access",
            "catalog",
            "flag",
            "rollout",
            "experiment",
            "delivery",
            "telemetry",
            "reconciliation",
            "authoring",
            "gate",
            "change",
            "drill",
            "incident",
            "capacity",
            "learning",
            "manifest",
            "slo",
            "docs",
            "event",
            "audit",
            "technology",
            "forecast",
            "risk",
            "report",
            "people",
            "retention",
            "usage"
        })
@NullMarked
package dev.evenkeel.server.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
