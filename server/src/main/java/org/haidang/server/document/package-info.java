/**
 * Official documents as Decree 30/2020/NĐ-CP lays them out: one model, written as DOCX and PDF, and
 * tables as XLSX. It knows paper and no law, person or database: what a document says is its
 * caller's. It may use POI, OpenPDF, the QR codes and the Vietnamese conventions.
 */
@NullMarked
package org.haidang.server.document;

import org.jspecify.annotations.NullMarked;
