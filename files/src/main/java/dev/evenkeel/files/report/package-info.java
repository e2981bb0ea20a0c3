// SPDX-License-Identifier: Apache-2.0

/// Reports as a document model, rendered to Markdown, JSON and PDF.
@NullMarked
package dev.evenkeel.files.report;

import org.jspecify.annotations.NullMarked;
