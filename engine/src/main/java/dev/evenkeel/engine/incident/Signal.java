// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that says that a service is hurt.
///
/// @param service key of the service
/// @param change name of the change that it is about; null for none in particular
/// @param at when it was heard
public record Signal(String service, @Nullable String change, Instant at) {}
