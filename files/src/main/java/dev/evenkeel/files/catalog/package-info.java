// SPDX-License-Identifier: Apache-2.0

/// Service definitions in Evenkeel's own format, OpenSLO and Backstage.
@NullMarked
package dev.evenkeel.files.catalog;

import org.jspecify.annotations.NullMarked;
