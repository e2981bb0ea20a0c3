// SPDX-License-Identifier: Apache-2.0

/// Rate, concurrency and computation limits, with one registry that exposes their usage as metrics.
@NullMarked
package dev.evenkeel.server.foundation.limits;

import org.jspecify.annotations.NullMarked;
