// SPDX-License-Identifier: Apache-2.0

/// Risk assessments of changes: the case that somebody made, what came out, what was decided on it and
/// the work that was to come first; and the gate that holds the change to it. Uses `incident` for what
/// came after an assessment, `flag` and `catalog` for the change it is of, `incident`, `change`,
/// `learning` and `technology` for the own history that a case may ask.
@ApplicationModule(
        allowedDependencies = {
            "manifest",
            "platform",
            "access",
            "catalog",
            "change",
            "flag",
            "gate",
            "incident",
            "learning",
            "technology"
        })
@NullMarked
package dev.evenkeel.server.risk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
