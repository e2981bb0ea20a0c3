// SPDX-License-Identifier: Apache-2.0

/// Request bodies: validated against the JSON Schema of their record and bound to it.
@NullMarked
package dev.evenkeel.server.foundation.request;

import org.jspecify.annotations.NullMarked;
