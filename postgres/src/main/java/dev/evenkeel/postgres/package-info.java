// SPDX-License-Identifier: Apache-2.0

/// A real PostgreSQL that starts, survives and stops together with the server, for those who bring no database
/// of their own.
@NullMarked
package dev.evenkeel.postgres;

import org.jspecify.annotations.NullMarked;
