// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/// Renders template content as an HTML sample.
final class SampleHtmlRenderer {
    private SampleHtmlRenderer() {}

    /// Returns the HTML of the content, without empty lines.
    static String render(Content part) {
        StringOutput html = new StringOutput();
        part.writeTo(new OwaspHtmlTemplateOutput(html));
        return html.toString().replaceAll("(?m)^\\s*\\R", "").stripTrailing();
    }
}
