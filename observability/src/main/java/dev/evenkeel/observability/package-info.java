// SPDX-License-Identifier: Apache-2.0

/// What an SDK does, told to Micrometer and OpenTelemetry.
@NullMarked
package dev.evenkeel.observability;

import org.jspecify.annotations.NullMarked;
