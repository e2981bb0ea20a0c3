// SPDX-License-Identifier: Apache-2.0

/// Decision memos, change outcome reports and decision records, assembled from stored records with every
/// missing record listed, and the lessons that users attach.
@NullMarked
package dev.evenkeel.server.decisions.report;

import org.jspecify.annotations.NullMarked;
