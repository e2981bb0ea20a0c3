// SPDX-License-Identifier: Apache-2.0

/// Deletes expired rows on one server at a time, in small transactions. A feature adds a `RetentionTarget` bean
/// for its data.
@NullMarked
package dev.evenkeel.server.foundation.retention;

import org.jspecify.annotations.NullMarked;
