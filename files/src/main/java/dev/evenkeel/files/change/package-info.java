// SPDX-License-Identifier: Apache-2.0

/// Reports of changes to production, as pipelines and code hosts send them.
@NullMarked
package dev.evenkeel.files.change;

import org.jspecify.annotations.NullMarked;
