// SPDX-License-Identifier: Apache-2.0

/// PostgreSQL access: external or embedded database, connection pools, conversion of parameters and rows,
/// database clock and failure classification.
@NullMarked
package dev.evenkeel.server.foundation.database;

import org.jspecify.annotations.NullMarked;
