package org.haidang.archive.catalog;

class InMemoryCatalogTest extends SegmentCatalogContract {
    @Override
    protected SegmentCatalog emptyCatalog() {
        return new InMemoryCatalog();
    }
}
