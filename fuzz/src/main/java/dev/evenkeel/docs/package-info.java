// SPDX-License-Identifier: Apache-2.0

/// Test support: regions of documents that tests compare with generated content.
@NullMarked
package dev.evenkeel.docs;

import org.jspecify.annotations.NullMarked;
