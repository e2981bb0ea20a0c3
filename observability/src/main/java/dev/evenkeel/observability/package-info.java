// SPDX-License-Identifier: Apache-2.0

/// Micrometer metrics and OpenTelemetry spans of the SDK.
@NullMarked
package dev.evenkeel.observability;

import org.jspecify.annotations.NullMarked;
