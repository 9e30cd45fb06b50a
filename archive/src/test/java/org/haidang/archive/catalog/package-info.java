/** Tests of the catalogue, among them the contract that every catalogue must pass. */
package org.haidang.archive.catalog;
