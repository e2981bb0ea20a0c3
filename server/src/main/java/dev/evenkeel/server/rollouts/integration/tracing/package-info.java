// SPDX-License-Identifier: Apache-2.0

/// Exports rollouts as OpenTelemetry traces: a span for each exposure, its holds as events, and a span for the
/// rollback.
@NullMarked
package dev.evenkeel.server.rollouts.integration.tracing;

import org.jspecify.annotations.NullMarked;
