// SPDX-License-Identifier: Apache-2.0

/// Follow-ups of incidents and their automatic checks. Add a check with a `FollowUpCheck` bean.
@NullMarked
package dev.evenkeel.server.operations.incident.followup;

import org.jspecify.annotations.NullMarked;
