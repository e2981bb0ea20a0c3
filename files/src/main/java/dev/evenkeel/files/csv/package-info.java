// SPDX-License-Identifier: Apache-2.0

/// CSV files of other systems, read by a mapping from fields to columns.
@NullMarked
package dev.evenkeel.files.csv;

import org.jspecify.annotations.NullMarked;
