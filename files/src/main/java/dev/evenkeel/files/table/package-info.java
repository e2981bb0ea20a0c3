// SPDX-License-Identifier: Apache-2.0

/// CSV files of other systems, by a map that says which field comes from which column.
@NullMarked
package dev.evenkeel.files.table;

import org.jspecify.annotations.NullMarked;
