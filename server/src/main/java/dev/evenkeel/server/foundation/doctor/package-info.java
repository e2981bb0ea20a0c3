// SPDX-License-Identifier: Apache-2.0

/// Diagnostics endpoint for `evenkeel doctor`: facts that only the server knows about its process and database.
/// `engine.doctor` derives findings from them.
@NullMarked
package dev.evenkeel.server.foundation.doctor;

import org.jspecify.annotations.NullMarked;
